"""What a receipt says, stage by stage. Import it from ``frontdesk.routing``."""
