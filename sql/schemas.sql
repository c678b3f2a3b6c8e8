-- groups: what other programs query, derived from the events. staging: what bungie.net claimed, run by run.
-- notify: what is to be told on Discord, and what became of it.
create schema if not exists groups;
create schema if not exists staging;
create schema if not exists notify;
