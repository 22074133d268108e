"""What commands do, one file for each kind of act; looked up by name when a command is run."""
