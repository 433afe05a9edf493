"""What other systems call the columns of deals, one vocabulary for each."""

VENDORS: dict[str, dict[str, str]] = {
    "salesforce": {
        "key": "Opportunity ID", "name": "Opportunity Name", "account": "Account Name",
        "owner": "Opportunity Owner", "product": "Product Name", "stage": "Stage",
        "value": "Amount", "created": "Created Date", "closes": "Close Date",
        "modified": "Last Modified Date",
    },
    "hubspot": {
        "key": "Record ID", "name": "Deal Name", "account": "Associated Company",
        "owner": "Deal owner", "product": "Product", "stage": "Deal Stage", "value": "Amount",
        "created": "Create Date", "closes": "Close Date", "modified": "Last Modified Date",
    },
    "pipedrive": {
        "key": "Deal - ID", "name": "Deal - Title", "account": "Organization - Name",
        "owner": "Deal - Owner", "product": "Deal - Product name", "stage": "Deal - Stage",
        "value": "Deal - Value", "created": "Deal - Deal created",
        "closes": "Deal - Deal closed on", "modified": "Deal - Update time",
    },
    "odoo": {
        "key": "External ID", "name": "Opportunity", "account": "Customer",
        "owner": "Salesperson", "product": "Product", "stage": "Stage",
        "value": "Expected Revenue", "created": "Created on", "closes": "Closed Date",
        "modified": "Last Updated on",
    },
    "zoho": {
        "key": "Record Id", "name": "Deal Name", "account": "Account Name",
        "owner": "Deal Owner", "product": "Product Name", "stage": "Stage", "value": "Amount",
        "created": "Created Time", "closes": "Closing Date", "modified": "Modified Time",
    },
    "dynamics": {
        "key": "Opportunity Number", "name": "Topic", "account": "Potential Customer",
        "owner": "Owner", "product": "Product", "stage": "Sales Stage",
        "value": "Actual Revenue", "created": "Created On", "closes": "Actual Close Date",
        "modified": "Modified On",
    },
    "maven": {
        "key": "opportunity_id", "name": "opportunity_name", "account": "account",
        "owner": "sales_agent", "product": "product", "stage": "deal_stage",
        "value": "close_value", "created": "engage_date", "closes": "close_date",
        "modified": "last_modified",
    },
    "german": {
        "key": "Vorgangsnummer", "name": "Verkaufschance", "account": "Kunde",
        "owner": "Verkäufer", "product": "Produkt", "stage": "Phase", "value": "Betrag",
        "created": "Erstellt am", "closes": "Abschlussdatum", "modified": "Geändert am",
    },
    "plain": {
        "key": "Deal ID", "name": "Deal", "account": "Client", "owner": "Rep",
        "product": "Product", "stage": "Status", "value": "Deal Value", "created": "Created",
        "closes": "Close", "modified": "Last Updated",
    },
}  # fmt: skip
GROUPS = {
    "key": "Deal", "name": "Deal", "account": "Customer", "owner": "People", "product": "Deal",
    "stage": "Deal", "value": "Money", "created": "Dates", "closes": "Dates", "modified": "Dates",
}  # fmt: skip
