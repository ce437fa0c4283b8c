"""What is on the table: the programme, its items, the dossiers and the documents."""
