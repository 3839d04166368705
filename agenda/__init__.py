"""What is discussed, when, and by when: items, positions, meetings, deadlines and reminders."""
