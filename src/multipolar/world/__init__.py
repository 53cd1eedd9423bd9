"""The tidy world: source rows keyed by our states, and the table of measures that is built from them."""
