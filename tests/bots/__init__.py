"""Network clients that play a council: the rehearsal, and the living hall of the demo. No ORM here."""
