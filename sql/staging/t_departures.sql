-- Where bungie.net says a member is who was absent from a roster: asked before the member is said to have left.
create table if not exists staging.t_departures (
  run_id     uuid   not null,
  destiny_id bigint not null,
  clan_id    bigint,                      -- the clan they are in now; null: in none
  clan_name  text,
  constraint pk_departures primary key (run_id, destiny_id)
);
