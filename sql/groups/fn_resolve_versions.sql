-- The newest release among the bits of DestinyGameVersions; null when the versions are not known.
create or replace function groups.fn_resolve_versions(p_versions_owned integer)
returns text
language sql immutable strict parallel safe
as $$
  select coalesce(
    (select release
       from (values (4096, 'Renegades'), (2048, 'Edge of Fate'), (1024, 'The Final Shape'), (512, 'Lightfall'),
                    (256, 'Witch Queen'), (128, '30th Anniversary'), (64, 'Beyond Light'), (32, 'Shadowkeep'),
                    (16, 'Year Two annual pass'), (8, 'Forsaken'), (4, 'Warmind'), (2, 'Curse of Osiris'),
                    (1, 'Destiny 2')) as releases (bit, release)
      where p_versions_owned & bit = bit
      order by bit desc
      limit 1),
    'None')
$$;
