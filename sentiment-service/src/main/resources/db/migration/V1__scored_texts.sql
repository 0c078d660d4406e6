create table scored_text (
  text_id       text primary key,
  kind          text not null,
  customer_id   text,
  language      text,
  text          text not null,
  given_stars   smallint,
  product_id    text,
  stars         smallint not null check (stars between 1 and 5),
  confidence    double precision not null,
  probabilities double precision[] not null,
  truncated     boolean not null,
  model_version text not null,
  written_at    timestamptz not null,
  received_at   timestamptz not null,
  scored_at     timestamptz not null
);
comment on table scored_text is 'The latest sentiment of each review and complaint text.';
comment on column scored_text.stars is 'The class the model gave, 1 = very negative to 5 = very positive.';
comment on column scored_text.given_stars is 'The stars the customer gave, if any.';
comment on column scored_text.written_at is 'When the customer wrote it; when it was received, if that is unknown.';

create index scored_text_customer on scored_text (customer_id, written_at desc);
create index scored_text_written on scored_text (written_at desc, text_id);
create index scored_text_stars on scored_text (stars, written_at desc);
