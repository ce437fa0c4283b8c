"""The papers of the sample session, drawn in the form of official papers (decree 30/2020/NĐ-CP)."""
