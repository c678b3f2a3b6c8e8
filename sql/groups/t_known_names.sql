-- Every name that anyone ever went by, folded to lower case: what a search looks through, old names and all.
create table if not exists groups.t_known_names (
  name      text collate "C" not null,      -- a Bungie name has its code: crota#0042
  member_id integer          not null,
  constraint pk_known_names primary key (name, member_id)
);
create index if not exists idx_known_names_member_id on groups.t_known_names (member_id, name);
