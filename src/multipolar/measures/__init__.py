"""What is measured: capability, agreement, trade, alliance obligations and regime type, by state, power and year."""
