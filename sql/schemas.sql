-- groups: what other programs query, derived from the events. staging: what bungie.net claimed, run by run.
create schema if not exists groups;
create schema if not exists staging;
