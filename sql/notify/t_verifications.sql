-- What verifications found: whether the tables are what the events say. The last one counts.
create table if not exists notify.t_verifications (
  verified timestamptz not null,
  sound    boolean     not null,
  findings text[]      not null,    -- what is wrong, in words and without names
  constraint pk_verifications primary key (verified)
);
