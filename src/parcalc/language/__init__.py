"""The two languages of the product: catalogues of messages, numbers, dates and periods as each writes them."""
