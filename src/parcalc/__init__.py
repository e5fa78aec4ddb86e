"""parcalc: which targets of the plan were met this month, by how many cases, and what is missing."""
