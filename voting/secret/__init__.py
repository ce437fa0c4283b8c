"""The secret electronic ballot: blind-signed tokens (RFC 9474), sealed boxes (RFC 9180), and their keeper.

Knows no framework and no database: the box keeper is a process of its own, and imports nothing else of ours.
The protocol, and who could learn what: docs/secret-ballot.md.
"""
