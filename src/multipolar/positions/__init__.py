"""Where states stand: ideal points by session from votes in the UN General Assembly, fitted by simulation."""
