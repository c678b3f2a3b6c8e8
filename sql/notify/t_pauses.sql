-- Until when Discord wants to be left alone, by webhook; '*': by all.
create table if not exists notify.t_pauses (
  webhook text        not null,
  until   timestamptz not null,
  constraint pk_pauses primary key (webhook)
);
