import { type Kysely, type Migration, sql } from 'kysely'
import { entryKinds } from '../vocabulary.js'
import { NO_HASH } from './chain.js'

/*
 * Steps by which a database becomes a ledger of this version. A step that was released is never changed; the next one
 * is added. Tables and views are the same text in both databases; only triggers have no common language.
 */

export type Engine = 'sqlite' | 'postgres'

const kinds = sql.raw(entryKinds.map((kind) => `'${kind}'`).join(', '))

/** What a correction may change: all but place and name. */
const correctable = [
  ...['kind_of', 'who', 'beneficiary', 'area', 'disclosure', 'milestone', 'currency', 'amount', 'per'],
  ...['amount_eur', 'eur_price_year', 'item', 'units', 'day', 'due', 'testable', 'repeats', 'part_of'],
  ...['pact', 'commitment', 'body'],
]
/** What it keeps where it says nothing of it. */
const kept = ['dataset', 'release', 'external_id']

// biome-ignore lint/suspicious/noExplicitAny: a migration works on a database whose tables it is only making
type Database = Kysely<any>

// PostgreSQL would otherwise compare texts by the language of the machine; SQLite compares bytes.
const textFor = (engine: Engine) => sql.raw(engine === 'postgres' ? 'text collate "C"' : 'text')

const tables = async (db: Database, engine: Engine): Promise<void> => {
  const text = textFor(engine)
  await sql`create table entries (
    seq bigint not null primary key check (seq > 0),
    id ${text} not null unique,
    kind ${text} not null check (kind in (${kinds})),
    kind_of ${text} not null,
    who ${text} not null,
    beneficiary ${text},
    area ${text} not null,
    disclosure ${text} not null,
    milestone ${text},
    currency ${text},
    amount double precision,
    per ${text},
    amount_eur double precision,
    eur_price_year integer,
    item ${text},
    units double precision,
    day ${text},
    due ${text},
    testable integer,
    repeats integer not null,
    part_of ${text} references entries (id),
    root ${text} references entries (id),
    pact ${text},
    commitment ${text},
    dataset ${text},
    release ${text},
    external_id ${text},
    digest ${text} not null,
    body ${text} not null,
    previous ${text} not null,
    hash ${text} not null unique,
    unique (dataset, release, external_id)
  )`.execute(db)
  await sql`create index entries_who on entries (who)`.execute(db)
  await sql`create index entries_root on entries (root, seq) where root is not null`.execute(db)
  await sql`create index entries_due on entries (due) where due is not null`.execute(db)
  await sql`create table links (
    seq bigint not null references entries (seq),
    from_id ${text} not null,
    relation ${text} not null check (relation in ('of', 'repeats', 'fulfils', 'corrects')),
    to_id ${text} not null references entries (id),
    primary key (seq, relation, to_id)
  )`.execute(db)
  await sql`create index links_to on links (to_id, relation)`.execute(db)
  await sql`create table head (
    one integer not null primary key check (one = 1),
    seq bigint not null,
    hash ${text} not null
  )`.execute(db)
  await sql`insert into head (one, seq, hash) values (1, 0, ${sql.lit(NO_HASH)})`.execute(db)
}

const quarantine = async (db: Database, engine: Engine): Promise<void> => {
  const text = textFor(engine)
  const counted =
    engine === 'sqlite' ? 'integer primary key' : 'bigint generated always as identity primary key'
  await sql`create table quarantine (
    n ${sql.raw(counted)},
    file ${text} not null,
    line bigint,
    raw ${text} not null,
    issues ${text} not null,
    at ${text} not null,
    by_whom ${text} not null
  )`.execute(db)
}

/** Entries as corrected. A correction of a correction has the same root, so the last one by place counts. */
const views = async (db: Database): Promise<void> => {
  const columns = [
    ...correctable.map((name) => `said.${name}`),
    ...kept.map((name) => `coalesce(said.${name}, e.${name}) as ${name}`),
  ]
  await sql`create view corrected as
    select e.seq, e.id, ${sql.raw(columns.join(', '))}, e.hash, said.seq as said_seq, e.body as original_body
    from entries e
    join entries said
      on said.seq = coalesce((select max(c.seq) from entries c where c.root = e.id), e.seq)
    where e.root is null and said.kind_of <> 'withdrawn'`.execute(db)
  // From a link to its entry, to the root of that, and only where the entry is the last word on the root: every step
  // by an index.
  await sql`create view corrected_links as
    select e.seq, e.id as from_id, l.relation, l.to_id
    from links l
    join entries said on said.seq = l.seq
    join entries e on e.id = coalesce(said.root, said.id)
    where l.relation <> 'corrects' and said.kind_of <> 'withdrawn'
      and said.seq = coalesce((select max(c.seq) from entries c where c.root = e.id), e.seq)`.execute(db)
}

const MESSAGE = 'the ledger is append-only'

const sqliteTriggers = async (db: Database): Promise<void> => {
  for (const table of ['entries', 'links'])
    for (const deed of ['update', 'delete'])
      await sql
        .raw(
          `create trigger ${table}_no_${deed} before ${deed} on ${table} begin select raise(abort, '${MESSAGE}'); end`,
        )
        .execute(db)
  await sql
    .raw(
      `create trigger entries_in_chain before insert on entries
       when new.seq <> coalesce((select max(seq) from entries), 0) + 1
         or new.previous <> coalesce((select hash from entries order by seq desc limit 1), '${NO_HASH}')
       begin select raise(abort, 'the entry does not follow the end of the chain'); end`,
    )
    .execute(db)
}

const postgresTriggers = async (db: Database): Promise<void> => {
  await sql
    .raw(
      `create function ledger_append_only() returns trigger language plpgsql as
       $$ begin raise exception '${MESSAGE}'; end $$`,
    )
    .execute(db)
  for (const table of ['entries', 'links']) {
    await sql
      .raw(
        `create trigger ${table}_append_only before update or delete or truncate on ${table}
         for each statement execute function ledger_append_only()`,
      )
      .execute(db)
  }
  await sql
    .raw(
      `create function ledger_in_chain() returns trigger language plpgsql as
       $$ begin
         if new.seq <> coalesce((select max(seq) from entries), 0) + 1
           or new.previous <> coalesce((select hash from entries order by seq desc limit 1), '${NO_HASH}') then
           raise exception 'the entry does not follow the end of the chain';
         end if;
         return new;
       end $$`,
    )
    .execute(db)
  await sql
    .raw(
      'create trigger entries_in_chain before insert on entries for each row execute function ledger_in_chain()',
    )
    .execute(db)
}

/** The steps, by name in order. */
export const migrationsFor = (engine: Engine): Readonly<Record<string, Migration>> => ({
  '2026-11-26-entries': {
    up: async (db) => {
      await tables(db, engine)
      await quarantine(db, engine)
      await views(db)
      if (engine === 'sqlite') await sqliteTriggers(db)
      else await postgresTriggers(db)
    },
  },
})
