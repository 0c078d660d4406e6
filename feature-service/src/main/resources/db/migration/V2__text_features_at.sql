-- the view "text" as it was known at an instant: of the texts written until then. A text without a
-- date is stored as written when it was scored; whether it counts is the caller's choice, because
-- nothing says that it was there at an earlier instant.
create function text_features_at(instant timestamptz, undated boolean)
returns table (customer_id text, as_of timestamptz, texts float8, share_negative float8,
               latest_stars float8, trend float8)
language sql stable as $$
    select t.customer_id,
           instant,
           count(*)::float8,
           avg(case when t.stars <= 2 then 1.0 else 0.0 end)::float8,
           (max(t.stars) filter (where t.rn = 1))::float8,
           (avg(t.stars) filter (where t.rn * 2 <= t.n)
            - avg(t.stars) filter (where t.rn * 2 > t.n))::float8
    from (select s.customer_id, s.stars,
                 row_number() over (partition by s.customer_id
                                    order by s.written_at desc, s.text_id desc) as rn,
                 count(*) over (partition by s.customer_id)                     as n
          from text_sentiments s
          where s.customer_id is not null
            and (s.written_at <= instant or undated and s.written_at = s.scored_at)) t
    group by t.customer_id
$$;
