-- What the trend charts read: key 'members' is the size on that day, every other key a sum over the day's runs.
create table if not exists groups.t_daily_counts (
  effective_date date    not null,
  clan_id        bigint  not null,
  key            text    not null,
  value          integer not null,
  constraint pk_daily_counts primary key (effective_date, clan_id, key)
);
create index if not exists idx_daily_counts_clan_id on groups.t_daily_counts (clan_id, key, effective_date);
