-- the latest features of a customer in a view, for reads by key
create table online_features (
    view        text        not null,
    customer_id text        not null,
    as_of       timestamptz not null,
    numeric     jsonb       not null,
    categorical jsonb       not null,
    primary key (view, customer_id)
);

-- click features as last materialised: live clicks are added to these, not to the online values
create table click_baselines (
    customer_id text primary key,
    as_of       timestamptz not null,
    numeric     jsonb       not null
);

-- one row a scored text
create table text_sentiments (
    text_id     text primary key,
    customer_id text,
    kind        text        not null,
    stars       int         not null check (stars between 1 and 5),
    written_at  timestamptz not null,
    scored_at   timestamptz not null,
    stored_at   timestamptz not null default clock_timestamp()
);
create index text_sentiments_customer on text_sentiments (customer_id);
create index text_sentiments_stored on text_sentiments (stored_at);

-- the view "text": trend = mean stars of the newer half of the texts minus that of the older half
create view text_features as
select customer_id,
       max(scored_at)                                        as as_of,
       count(*)::float8                                      as texts,
       avg(case when stars <= 2 then 1.0 else 0.0 end)::float8 as share_negative,
       (max(stars) filter (where rn = 1))::float8            as latest_stars,
       (avg(stars) filter (where rn * 2 <= n) - avg(stars) filter (where rn * 2 > n))::float8 as trend
from (select customer_id, stars, scored_at,
             row_number() over (partition by customer_id order by written_at desc, text_id desc) as rn,
             count(*) over (partition by customer_id)                                            as n
      from text_sentiments
      where customer_id is not null) t
group by customer_id;

create table runs (
    id         uuid primary key,
    job        text        not null,
    status     text        not null,
    as_of      timestamptz,
    inputs     jsonb       not null default '{}',
    outputs    jsonb       not null default '{}',
    rows       jsonb       not null default '{}',
    started_at timestamptz not null,
    ended_at   timestamptz,
    message    text
);
create index runs_started on runs (started_at desc);

-- how often new data was announced, and up to which announcement the views are materialised
create table materialisation_request (
    id         int primary key default 1 check (id = 1),
    requested  bigint      not null default 0,
    done       bigint      not null default 0,
    attempts   int         not null default 0,
    not_before timestamptz not null default 'epoch'
);
insert into materialisation_request default values;

create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
