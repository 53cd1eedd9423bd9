"""The ledger: forecasts and claims kept as they were made, resolved when data arrive, and scored."""
