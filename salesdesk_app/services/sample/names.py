"""The invented names of the sample team: its people, its customers and what it sells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rep:
    """A member of the sample team and how the quarter goes for them.

    ``quota`` is in thousands; ``pace`` is what they closed over what was due by now; ``coverage``
    is open pipeline over what is left of the quota; ``weekly`` counts activities; ``seen`` is how
    many days ago the last 1:1 was.
    """

    name: str
    region: str
    quota: int
    pace: float
    win_rate: float
    coverage: float
    weekly: int
    seen: int
    months: int  # since they started
    open_deals: int
    ramp: int = 100


MANAGER = "Ellen Marsh"

REPS = (
    Rep("Priya Nair", "East", 260, 1.38, 0.56, 4.2, 22, 3, 58, 7),
    Rep("Tom Becker", "West", 240, 1.17, 0.45, 2.1, 14, 9, 41, 6),
    Rep("Lena Fischer", "Central", 250, 1.13, 0.52, 3.4, 25, 6, 37, 9),
    Rep("Marco Ruiz", "West", 220, 0.93, 0.38, 2.6, 18, 8, 22, 7),
    Rep("Aisha Khan", "East", 240, 1.02, 0.48, 3.1, 21, 4, 30, 8),
    Rep("Jonas Lind", "North", 240, 0.58, 0.27, 1.5, 9, 16, 20, 5),
    Rep("Grace Obi", "Central", 230, 0.96, 0.44, 2.8, 17, 7, 49, 7),
    Rep("Sam Carter", "North", 230, 0.83, 0.36, 2.1, 12, 11, 15, 6),
    Rep("Yuki Mori", "East", 190, 0.78, 0.33, 3.6, 28, 2, 2, 7, ramp=60),
)

# Account, industry, country.
ACCOUNTS = (
    ("Halden Freight", "Logistics", "United Kingdom"),
    ("Corvid Media", "Media", "United Kingdom"),
    ("Ostara Clinics", "Health care", "Germany"),
    ("Brightline Energy", "Energy", "United States"),
    ("Alder & Pine", "Retail", "United Kingdom"),
    ("Meridian Labs", "Life sciences", "United States"),
    ("Quayside Hotels", "Hospitality", "Ireland"),
    ("Fenwick Tools", "Manufacturing", "United Kingdom"),
    ("Solace Dental", "Health care", "United States"),
    ("Northlight", "Technology", "Sweden"),
    ("Harrow Mills", "Food", "Canada"),
    ("Tidewater", "Logistics", "United States"),
    ("Pine Labs", "Life sciences", "Canada"),
    ("Larkspur", "Retail", "United States"),
    ("Cobalt IT", "Technology", "Germany"),
    ("Juniper Foods", "Food", "United States"),
    ("Delta Foods", "Food", "Netherlands"),
    ("Vela Motors", "Automotive", "Spain"),
    ("Ashdown", "Construction", "United Kingdom"),
    ("Kitewing", "Aviation", "Finland"),
    ("Bramble & Co", "Retail", "Ireland"),
    ("Castor Steel", "Manufacturing", "Germany"),
    ("Dunmore Dairy", "Food", "Ireland"),
    ("Elmstead Schools", "Education", "United Kingdom"),
    ("Farrow Insurance", "Insurance", "United States"),
    ("Gannet Shipping", "Logistics", "Norway"),
    ("Heron Print", "Media", "Netherlands"),
    ("Islay Spirits", "Food", "United Kingdom"),
    ("Jasper Glass", "Manufacturing", "Czechia"),
    ("Kestner Pharma", "Life sciences", "Germany"),
    ("Lantern Homes", "Construction", "United States"),
    ("Marlow Optics", "Manufacturing", "Switzerland"),
    ("Nimbus Air", "Aviation", "United States"),
    ("Oakhurst Legal", "Services", "United States"),
    ("Pelham Rail", "Logistics", "United Kingdom"),
    ("Quill Software", "Technology", "Ireland"),
    ("Ridgeway Parks", "Hospitality", "Canada"),
    ("Sable Foods", "Food", "South Africa"),
    ("Thornbury Trust", "Health care", "United Kingdom"),
    ("Umber Ceramics", "Manufacturing", "Portugal"),
    ("Vantage Cold Chain", "Logistics", "Netherlands"),
    ("Westmark Bank", "Insurance", "United States"),
    ("Yarrow Health", "Health care", "Canada"),
    ("Zephyr Wind", "Energy", "Denmark"),
    ("Amberline Travel", "Hospitality", "Spain"),
    ("Birchwood Paper", "Manufacturing", "Sweden"),
    ("Calder Water", "Energy", "United Kingdom"),
    ("Drayton Motors", "Automotive", "United States"),
    ("Evenlode Press", "Media", "United Kingdom"),
    ("Foxglove Care", "Health care", "Ireland"),
    ("Granary Bakeries", "Food", "France"),
    ("Hollin Robotics", "Technology", "Austria"),
    ("Ironbridge Works", "Manufacturing", "United Kingdom"),
    ("Juno Labs", "Life sciences", "Belgium"),
    ("Kirkwood Timber", "Construction", "Canada"),
    ("Lowther Estates", "Construction", "United Kingdom"),
    ("Millrace Textiles", "Manufacturing", "Italy"),
    ("Norrland Mining", "Energy", "Sweden"),
    ("Orchard Fleet", "Logistics", "United States"),
    ("Pentland Gas", "Energy", "United Kingdom"),
)

# Separated by spaces.
FIRST_NAMES = (
    "Anna Ben Carla David Elena Frank Gita Hugo Ines Jack Karin Liam Maya Nils Olga Paul "
    "Rosa Stefan Tara Umar Vera Will Xenia Yusuf Zoe Amira Bruno Celia Dmitri Esther"
)
LAST_NAMES = (
    "Weiss Holt Larsen Novak Brandt Okafor Silva Dubois Marino Keller Byrne Castell Dahl "
    "Egan Falk Greco Hale Ivers Janssen Kohli Lowe Mensah Nyberg Osei Pryce Quist Rowe Soto "
    "Thorn Voss"
)
TITLES = (
    "COO",
    "Head of operations",
    "Purchasing manager",
    "CFO",
    "IT director",
    "Fleet manager",
    "Head of facilities",
    "Managing director",
)

# Product, series, list price.
PRODUCTS = (
    ("Fleet telematics", "Vehicles", 12000),
    ("Cold chain sensors", "Vehicles", 9000),
    ("Site licence", "Software", 18000),
    ("Clinic rollout", "Software", 22000),
    ("Analytics", "Software", 15000),
    ("Premium support", "Services", 6000),
    ("Onboarding", "Services", 4500),
)

# What a deal is called beside its account, and the product in it.
DEALS = (
    ("Fleet telematics", 0),
    ("Site licence", 2),
    ("Clinic rollout", 3),
    ("Pilot", 4),
    ("Premium support", 5),
    ("Cold chain sensors", 1),
    ("Analytics", 4),
    ("Fleet telematics, second depot", 0),
    ("Site licence, more seats", 2),
    ("Onboarding package", 6),
    ("Cold chain, phase 2", 1),
    ("Analytics for finance", 4),
)

COMPETITORS = (
    ("Kestrel", "https://kestrel.example", "Cheaper at the start, charges for every report."),
    ("Orbis", "https://orbis.example", "Strong in large fleets; slow to answer."),
    ("Nuvia", "https://nuvia.example", "Good looks, few integrations."),
)

SOURCES = ("Referral", "Website", "Event", "Outbound", "Partner", "Existing client")

# By the stage, the first ones first.
NEXT_STEPS = (
    ("Send pricing", "Book the demo", "Call the buyer", "Send the case study"),
    ("Demo for the users", "Meet the budget holder", "Map who decides", "Workshop on site"),
    ("Walk through the proposal", "Answer the security questions", "Agree the scope"),
    ("Send the contract", "Call legal", "Agree the start date", "Get the signature"),
)

SUBJECTS: dict[str, tuple[str, ...]] = {
    "call": ("Call", "Follow-up call", "Discovery call", "Pricing call", "Check-in call"),
    "meeting": ("Demo", "Meeting on site", "Proposal walk-through", "Workshop"),
    "mail": ("Sent the summary", "Answered questions", "Sent the price list", "Sent references"),
    "task": ("Prepare the proposal", "Update the close plan", "Check the credit limit"),
    "note": ("Budget moved to next quarter", "Kestrel is in as well", "The buyer is on leave"),
}

PROMISES = (
    "Call 10 dormant accounts",
    "Book the demo with the users",
    "Update all close dates",
    "Finish the discovery training",
    "Bring a second contact into the largest deal",
    "Send the case study to three prospects",
    "Write the account plan",
    "Agree a next step for every open deal",
    "Ask for two referrals",
    "Share the pricing notes with the team",
)
