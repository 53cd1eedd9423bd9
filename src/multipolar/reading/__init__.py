"""From a text to typed rows with exact quotes; knows nothing of propositions."""
