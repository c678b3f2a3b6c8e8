-- When members had last played before they played again. The last play of all stands in t_members.
create table if not exists groups.t_former_plays (
  member_id   integer not null,
  until       date    not null,             -- effective date of the replacement: held at the end of the day before
  last_played timestamptz,                  -- null: the profile had never been seen
  constraint pk_former_plays primary key (member_id, until)
);
