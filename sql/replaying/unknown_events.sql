-- Kinds of events that this version of the program does not know, and how many there are: $1 the kinds that it knows.
select type, count(*) from ledger.mt_events where type <> all ($1::text[]) group by type order by type
