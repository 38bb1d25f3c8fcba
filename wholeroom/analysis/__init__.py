"""The pure half: plain rows in, plain results out. No web framework, no database, no clock, no hidden chance."""
