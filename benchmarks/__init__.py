"""How fast the portal is, what a request costs, and how heavy a page is. Run with `make bench`."""
