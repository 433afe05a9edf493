"""The weekly sales report as a workbook."""
