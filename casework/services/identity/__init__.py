"""How people get in: accounts, invitations, signing in, the second factor, sessions."""
