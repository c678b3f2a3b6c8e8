-- The roles that members had before. Those of today stand in t_members.
create table if not exists groups.t_former_roles (
  member_id integer not null,
  until     date    not null,               -- effective date of the replacement: held at the end of the day before
  role      text    not null,
  constraint pk_former_roles primary key (member_id, until)
);
