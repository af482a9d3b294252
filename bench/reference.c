/*
 * The engine's kernels and its whole solve in plain C, as a yardstick: the same algorithms, written as one would in C, the
 * vectorising left to the compiler. `bench/bench.mjs` compiles it with -O3 -march=native, feeds it the very games that
 * the engine is timed on, and checks that both find the same numbers.
 *
 *   reference CASE FILE REPEATS     prints a JSON object: times in ns for each repeat, and numbers to compare
 *   CASE: sum | leave | subgame | solve
 */
#include <alloca.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CURVES = 3, DEPTH = 3, MAX_SWEEPS = 500, WIDEST = 256 };
static const double TOLERANCE = 1e-8;

typedef struct {
  int count, responses, cells, chain;
  int *shift, *width, *reach, *offset;
  double *fraction, *contact;
} Layout;

typedef struct {
  double *loss, *fixed, *war, *clash, *delegated;
  int *owed;
  double *choice, *utility, *expected, *all, *apart;
} State;

static void *room(size_t n, size_t size) {
  void *out = calloc(n ? n : 1, size);
  if (!out) exit(2);
  return out;
}
static double *numbers(size_t n) { return room(n, sizeof(double)); }
static int *integers(size_t n) { return room(n, sizeof(int)); }
static double read_one(FILE *file) {
  double value;
  if (fscanf(file, "%lf", &value) != 1) exit(3);
  return value;
}
static double *read_numbers(FILE *file, int n) {
  double *out = numbers(n);
  for (int k = 0; k < n; k++) out[k] = read_one(file);
  return out;
}
static int *read_integers(FILE *file, int n) {
  int *out = integers(n);
  for (int k = 0; k < n; k++) out[k] = (int)read_one(file);
  return out;
}

static Layout read_layout(FILE *file) {
  Layout l;
  l.count = (int)read_one(file);
  l.responses = (int)read_one(file);
  int each = l.count * l.responses;
  l.shift = read_integers(file, each);
  l.fraction = read_numbers(file, each);
  l.contact = read_numbers(file, each);
  l.width = read_integers(file, l.count);
  l.reach = integers(l.count + 1);
  l.offset = integers(l.count + 1);
  l.chain = 0;
  for (int n = 0; n <= l.count; n++) {
    if (n > 0) l.reach[n] = l.reach[n - 1] + l.width[n - 1];
    l.offset[n] = l.chain;
    l.chain += l.reach[n] + 1;
  }
  l.cells = l.reach[l.count] + 1;
  return l;
}

static State read_state(FILE *file, const Layout *l) {
  int each = l->count * l->responses;
  State s;
  s.loss = read_numbers(file, l->count);
  s.fixed = read_numbers(file, each);
  s.war = read_numbers(file, each);
  s.clash = read_numbers(file, each);
  s.delegated = read_numbers(file, l->count);
  s.owed = read_integers(file, l->count);
  s.choice = numbers(each);
  s.utility = numbers(each);
  s.expected = numbers(CURVES * each);
  s.all = numbers(l->cells);
  s.apart = numbers(l->cells);
  return s;
}

/* Chains, shared by all states. */
static double *all_chain, *apart_chain, *joined_suffix[CURVES], *apart_suffix[CURVES];

static void reserve(int length) {
  all_chain = numbers(length);
  apart_chain = numbers(length);
  for (int k = 0; k < CURVES; k++) {
    joined_suffix[k] = numbers(length);
    apart_suffix[k] = numbers(length);
  }
}

typedef struct {
  int count, shift[WIDEST];
  double weight[WIDEST];
} Taps;
static Taps taps, taps_apart;

static double chance(const Layout *l, const State *s, int n, int r) {
  return (1 - s->delegated[n]) * s->choice[n * l->responses + r] + (s->owed[n] == r ? s->delegated[n] : 0);
}

static void fill_taps(const Layout *l, const State *s, int n) {
  int width = l->width[n] + 1;
  double mass[WIDEST], apart[WIDEST];
  memset(mass, 0, width * sizeof *mass);
  memset(apart, 0, width * sizeof *apart);
  for (int r = 0; r < l->responses; r++) {
    int at = n * l->responses + r;
    double p = chance(l, s, n, r), above = p * l->fraction[at], without = 1 - l->contact[at];
    mass[l->shift[at]] += p - above;
    apart[l->shift[at]] += without * (p - above);
    if (above > 0) {
      mass[l->shift[at] + 1] += above;
      apart[l->shift[at] + 1] += without * above;
    }
  }
  taps.count = taps_apart.count = 0;
  for (int k = 0; k < width; k++) {
    if (mass[k] > 0) {
      taps.shift[taps.count] = k;
      taps.weight[taps.count++] = mass[k];
    }
    if (apart[k] > 0) {
      taps_apart.shift[taps_apart.count] = k;
      taps_apart.weight[taps_apart.count++] = apart[k];
    }
  }
}

static void extend_prefix(double *restrict chain, const Layout *l, int n, const Taps *t) {
  double *restrict to = chain + l->offset[n + 1];
  const double *restrict from = chain + l->offset[n];
  memset(to, 0, (l->reach[n + 1] + 1) * sizeof *to);
  for (int k = 0; k < t->count; k++) {
    double w = t->weight[k];
    double *restrict out = to + t->shift[k];
    for (int cell = 0; cell <= l->reach[n]; cell++) out[cell] += w * from[cell];
  }
}

static void extend_suffix(double *restrict chain, const Layout *l, int n, const Taps *t) {
  double *restrict to = chain + l->offset[n];
  memset(to, 0, (l->reach[n] + 1) * sizeof *to);
  for (int k = 0; k < t->count; k++) {
    double w = t->weight[k];
    const double *restrict from = chain + l->offset[n + 1] + t->shift[k];
    for (int cell = 0; cell <= l->reach[n]; cell++) to[cell] += w * from[cell];
  }
}

static double dot(const double *restrict a, const double *restrict b, int length) {
  double sum = 0;
  for (int k = 0; k < length; k++) sum += a[k] * b[k];
  return sum;
}

static void start_prefix(const Layout *l) { all_chain[l->offset[0]] = apart_chain[l->offset[0]] = 1; }

static void prefix_step(const Layout *l, const State *s, int n) {
  fill_taps(l, s, n);
  extend_prefix(all_chain, l, n, &taps);
  extend_prefix(apart_chain, l, n, &taps_apart);
}

static void keep_force(const Layout *l, State *s) {
  memcpy(s->all, all_chain + l->offset[l->count], l->cells * sizeof(double));
  memcpy(s->apart, apart_chain + l->offset[l->count], l->cells * sizeof(double));
}

static void coalition_sum(const Layout *l, State *s) {
  start_prefix(l);
  for (int n = 0; n < l->count; n++) prefix_step(l, s, n);
  keep_force(l, s);
}

/* Six expectations at one shift: three with somebody joined, three of what to add while nobody has. */
static void at_shift(const Layout *l, int n, int shift, double *out) {
  const double *all = all_chain + l->offset[n], *apart = apart_chain + l->offset[n];
  int length = l->reach[n] + 1, from = l->offset[n + 1] + shift;
  for (int k = 0; k < CURVES; k++) {
    out[k] = dot(all, joined_suffix[k] + from, length);
    out[k + CURVES] = dot(apart, apart_suffix[k] + from, length);
  }
}

static void utilities(const Layout *l, State *s, int n) {
  double low[2 * CURVES], high[2 * CURVES];
  int known_low = -1, known_high = -1;
  for (int r = 0; r < l->responses; r++) {
    int at = n * l->responses + r, shift = l->shift[at];
    double above = l->fraction[at], without = 1 - l->contact[at];
    if (shift != known_low) {
      if (shift == known_high) memcpy(low, high, sizeof low);
      else at_shift(l, n, shift, low);
      known_low = shift;
    }
    if (above > 0 && known_high != shift + 1) {
      known_high = shift + 1;
      at_shift(l, n, known_high, high);
    }
    double value = s->fixed[at];
    for (int k = 0; k < CURVES; k++) {
      double mean = low[k] + without * low[k + CURVES];
      if (above > 0) mean += above * (high[k] + without * high[k + CURVES] - mean);
      s->expected[CURVES * at + k] = mean;
      value += (k == 0 ? s->loss[n] : k == 1 ? s->war[at] : s->clash[at]) * mean;
    }
    s->utility[at] = value;
  }
}

static void logit(const double *u, double *p, int count, double lambda) {
  double best = u[0], sum = 0;
  for (int k = 1; k < count; k++) if (u[k] > best) best = u[k];
  for (int k = 0; k < count; k++) sum += p[k] = exp(lambda * (u[k] - best));
  for (int k = 0; k < count; k++) p[k] /= sum;
}

static double pass(const Layout *l, State *s, double *const joined[], double *const apart[], double lambda, int keep) {
  for (int k = 0; k < CURVES; k++) {
    memcpy(joined_suffix[k] + l->offset[l->count], joined[k], l->cells * sizeof(double));
    memcpy(apart_suffix[k] + l->offset[l->count], apart[k], l->cells * sizeof(double));
  }
  for (int n = l->count - 1; n >= 0; n--) {
    fill_taps(l, s, n);
    for (int k = 0; k < CURVES; k++) {
      extend_suffix(joined_suffix[k], l, n, &taps);
      extend_suffix(apart_suffix[k], l, n, &taps_apart);
    }
  }
  start_prefix(l);
  double change = 0, reply[16];
  for (int n = 0; n < l->count; n++) {
    utilities(l, s, n);
    logit(s->utility + n * l->responses, reply, l->responses, lambda);
    for (int r = 0; r < l->responses; r++) {
      int at = n * l->responses + r;
      change = fmax(change, fabs(reply[r] - s->choice[at]));
      if (!keep) s->choice[at] = reply[r];
    }
    prefix_step(l, s, n);
  }
  keep_force(l, s);
  return change;
}

static void uniform(const Layout *l, State *s) {
  for (int k = 0; k < l->count * l->responses; k++) s->choice[k] = 1.0 / l->responses;
}

/* The whole solve. */

typedef struct {
  int level, states, cells;
  double weight, attackers, defenders, ease, decisiveness, fighting, slope, back, clash, clash_escalated, share, severity;
  double *prevail, *prevail_escalated, *persist, *escalate, *payoff, *joined[CURVES], *apart[CURVES];
  int *shock;
  State *state;
} Junction;

typedef struct {
  int levels, types, nodes, shocks, junctions, unknowns;
  double lambda, lambda_guarantor, escalate_force, escalate_cost, clash_cost, step;
  double *values, *status_quo, *prior, *shock_weights, *pain;
  int *node;
  Layout *layout;
  Junction *junction;
  double *vector, *beliefs, *challenge, *worth;
} Game;

static double contest(double attack, double defence, double m) {
  if (attack <= 0) return defence <= 0 ? 0.5 : 0;
  return 1 / (1 + pow(defence / attack, m));
}

static Junction read_junction(FILE *file, const Game *g) {
  Junction q;
  q.level = (int)read_one(file);
  q.states = (int)read_one(file);
  double *const fields[] = {&q.weight, &q.attackers, &q.defenders, &q.ease, &q.decisiveness, &q.fighting, &q.slope,
                            &q.back, &q.clash, &q.clash_escalated, &q.share, &q.severity};
  for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) *fields[k] = read_one(file);
  const Layout *l = &g->layout[q.level];
  q.cells = l->cells;
  q.prevail = numbers(q.cells);
  q.prevail_escalated = numbers(q.cells);
  q.persist = numbers(2 * g->nodes * q.cells);
  q.escalate = numbers(2 * g->nodes * q.cells);
  q.payoff = numbers(2 * g->nodes * q.cells);
  for (int k = 0; k < CURVES; k++) {
    q.joined[k] = numbers(q.cells);
    q.apart[k] = numbers(q.cells);
  }
  q.state = room(q.states, sizeof *q.state);
  q.shock = integers(q.states);
  for (int s = 0; s < q.states; s++) {
    q.shock[s] = (int)read_one(file);
    q.state[s] = read_state(file, l);
  }
  return q;
}

static Game read_game(FILE *file) {
  Game g;
  g.levels = (int)read_one(file);
  g.types = (int)read_one(file);
  g.nodes = (int)read_one(file);
  g.shocks = (int)read_one(file);
  g.junctions = (int)read_one(file);
  double *const fields[] = {&g.lambda, &g.lambda_guarantor, &g.escalate_force, &g.escalate_cost, &g.clash_cost, &g.step};
  for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) *fields[k] = read_one(file);
  g.values = read_numbers(file, g.nodes);
  g.status_quo = read_numbers(file, g.types);
  g.prior = read_numbers(file, g.types);
  g.node = read_integers(file, g.types);
  g.shock_weights = read_numbers(file, g.shocks);
  g.layout = room(g.levels, sizeof *g.layout);
  for (int l = 0; l < g.levels; l++) g.layout[l] = read_layout(file);
  int each = g.layout[0].count * g.layout[0].responses;
  g.pain = read_numbers(file, g.levels * each);
  g.junction = room(g.junctions, sizeof *g.junction);
  g.unknowns = g.levels * g.types;
  for (int j = 0; j < g.junctions; j++) {
    g.junction[j] = read_junction(file, &g);
    g.unknowns += g.junction[j].states * each;
  }
  /* All unknowns in one vector, as the acceleration wants them. */
  g.vector = numbers(g.unknowns);
  g.beliefs = g.vector;
  double *next = g.vector + g.levels * g.types;
  for (int j = 0; j < g.junctions; j++)
    for (int s = 0; s < g.junction[j].states; s++, next += each) g.junction[j].state[s].choice = next;
  g.challenge = numbers(g.types * (g.levels + 1));
  g.worth = numbers(g.levels * g.types);
  return g;
}

static void last_moves(Game *g) {
  for (int j = 0; j < g->junctions; j++) {
    Junction *q = &g->junction[j];
    for (int cell = 0; cell < q->cells; cell++) {
      double opposing = (q->defenders + cell * g->step) / q->ease;
      q->prevail[cell] = contest(q->attackers, opposing, q->decisiveness);
      q->prevail_escalated[cell] = contest(q->attackers * g->escalate_force, opposing, q->decisiveness);
    }
    for (int node = 0; node < g->nodes; node++)
      for (int joined = 0; joined < 2; joined++)
        for (int cell = 0; cell < q->cells; cell++) {
          double prize = g->values[node] * q->share;
          double cost = q->fighting * (1 + q->slope * cell * g->step / fmax(q->attackers, g->step));
          double u[3] = {prize * q->prevail[cell] - cost - joined * q->clash * g->clash_cost, -q->back,
                         prize * q->prevail_escalated[cell] - cost * g->escalate_cost -
                             joined * q->clash_escalated * g->clash_cost};
          double p[3];
          logit(u, p, 3, g->lambda);
          int at = (node * 2 + joined) * q->cells + cell;
          q->persist[at] = p[0];
          q->escalate[at] = p[2];
          q->payoff[at] = p[0] * u[0] + p[1] * u[1] + p[2] * u[2];
        }
  }
}

static void mix(Game *g, Junction *q) {
  double *by_node = alloca(g->nodes * sizeof *by_node);
  memset(by_node, 0, g->nodes * sizeof *by_node);
  for (int t = 0; t < g->types; t++) by_node[g->node[t]] += g->beliefs[q->level * g->types + t];
  for (int joined = 1; joined >= 0; joined--) {
    double *const *out = joined ? q->joined : q->apart;
    double *restrict lost = out[0], *restrict war = out[1], *restrict clash = out[2];
    memset(lost, 0, q->cells * sizeof(double));
    memset(war, 0, q->cells * sizeof(double));
    for (int node = 0; node < g->nodes; node++) {
      const double *restrict persist = q->persist + (node * 2 + joined) * q->cells;
      const double *restrict escalate = q->escalate + (node * 2 + joined) * q->cells;
      double w = by_node[node];
      for (int cell = 0; cell < q->cells; cell++) {
        lost[cell] += w * persist[cell];
        war[cell] += w * escalate[cell];
      }
    }
    for (int cell = 0; cell < q->cells; cell++) {
      double stays = lost[cell], raises = war[cell];
      lost[cell] = stays * q->prevail[cell] + raises * q->prevail_escalated[cell];
      war[cell] = stays + raises;
      clash[cell] = stays * q->clash + raises * q->clash_escalated;
    }
  }
  for (int k = 0; k < CURVES; k++)
    for (int cell = 0; cell < q->cells; cell++) q->apart[k][cell] -= q->joined[k][cell];
}

/* What challenging at one junction is worth, added by type; types that share a value share it. */
static void add_worth(Game *g, const Junction *q) {
  const Layout *l = &g->layout[q->level];
  double *joined = alloca(q->cells * sizeof *joined), *apart = alloca(q->cells * sizeof *apart), pain = 0;
  double *by_node = alloca(g->nodes * sizeof *by_node);
  memset(joined, 0, q->cells * sizeof *joined);
  memset(apart, 0, q->cells * sizeof *apart);
  const double *level_pain = g->pain + q->level * l->count * l->responses;
  for (int s = 0; s < q->states; s++) {
    const State *state = &q->state[s];
    double w = g->shock_weights[q->shock[s]], sum = 0;
    for (int cell = 0; cell < q->cells; cell++) {
      joined[cell] += w * (state->all[cell] - state->apart[cell]);
      apart[cell] += w * state->apart[cell];
    }
    for (int n = 0; n < l->count; n++)
      for (int r = 0; r < l->responses; r++) sum += chance(l, state, n, r) * level_pain[n * l->responses + r];
    pain += w * sum * q->severity;
  }
  for (int node = 0; node < g->nodes; node++) {
    const double *payoff = q->payoff + 2 * node * q->cells;
    by_node[node] = dot(apart, payoff, q->cells) + dot(joined, payoff + q->cells, q->cells) - pain;
  }
  for (int t = 0; t < g->types; t++) g->worth[q->level * g->types + t] += q->weight * by_node[g->node[t]];
}

static double challenge(Game *g) {
  memset(g->worth, 0, g->levels * g->types * sizeof(double));
  for (int j = 0; j < g->junctions; j++) add_worth(g, &g->junction[j]);
  double change = 0, u[8], p[8];
  for (int t = 0; t < g->types; t++) {
    u[0] = g->status_quo[t];
    for (int l = 0; l < g->levels; l++) u[l + 1] = g->worth[l * g->types + t];
    logit(u, p, g->levels + 1, g->lambda);
    for (int k = 0; k <= g->levels; k++) {
      double *at = &g->challenge[t * (g->levels + 1) + k];
      change = fmax(change, fabs(p[k] - *at));
      *at = p[k];
    }
  }
  for (int l = 0; l < g->levels; l++) {
    double total = 0;
    for (int t = 0; t < g->types; t++) total += g->prior[t] * g->challenge[t * (g->levels + 1) + l + 1];
    for (int t = 0; t < g->types; t++)
      g->beliefs[l * g->types + t] = g->prior[t] * g->challenge[t * (g->levels + 1) + l + 1] / total;
  }
  return change;
}

static double everybody(Game *g, int keep) {
  double change = 0;
  for (int j = 0; j < g->junctions; j++) {
    Junction *q = &g->junction[j];
    mix(g, q);
    for (int s = 0; s < q->states; s++)
      change = fmax(change, pass(&g->layout[q->level], &q->state[s], q->joined, q->apart, g->lambda_guarantor, keep));
  }
  return fmax(change, challenge(g));
}

/* Anderson acceleration of depth DEPTH, as in src/core/anderson.ts. */
typedef struct {
  int kept;
  double *dx[DEPTH], *df[DEPTH], *image, *residual, *now, last_norm;
} Anderson;

static void accelerate(Anderson *a, const double *before, double *vector, int n, int first) {
  for (int k = 0; k < n; k++) a->now[k] = vector[k] - before[k];
  double norm = dot(a->now, a->now, n);
  if (!first && norm > 4 * a->last_norm) a->kept = 0;
  else if (!first) {
    if (a->kept == DEPTH) {
      double *x = a->dx[0], *f = a->df[0];
      for (int k = 1; k < DEPTH; k++) {
        a->dx[k - 1] = a->dx[k];
        a->df[k - 1] = a->df[k];
      }
      a->dx[DEPTH - 1] = x;
      a->df[DEPTH - 1] = f;
      a->kept--;
    }
    for (int k = 0; k < n; k++) {
      a->dx[a->kept][k] = vector[k] - a->image[k];
      a->df[a->kept][k] = a->now[k] - a->residual[k];
    }
    a->kept++;
  }
  memcpy(a->image, vector, n * sizeof(double));
  memcpy(a->residual, a->now, n * sizeof(double));
  a->last_norm = norm;
  double m[DEPTH][DEPTH], right[DEPTH];
  for (int i = 0; i < a->kept; i++) {
    for (int j = 0; j < a->kept; j++) m[i][j] = dot(a->df[i], a->df[j], n);
    right[i] = dot(a->df[i], a->now, n);
    m[i][i] *= 1 + 1e-12;
  }
  for (int p = 0; p < a->kept; p++) {
    if (!(m[p][p] > 1e-300)) return;
    for (int row = p + 1; row < a->kept; row++) {
      double factor = m[row][p] / m[p][p];
      for (int col = p; col < a->kept; col++) m[row][col] -= factor * m[p][col];
      right[row] -= factor * right[p];
    }
  }
  for (int row = a->kept - 1; row >= 0; row--) {
    for (int col = row + 1; col < a->kept; col++) right[row] -= m[row][col] * right[col];
    right[row] /= m[row][row];
  }
  for (int i = 0; i < a->kept; i++)
    for (int k = 0; k < n; k++) vector[k] -= right[i] * a->dx[i][k];
}

static void to_simplex(double *p, int length) {
  double sum = 0;
  int negative = 0;
  for (int k = 0; k < length; k++) {
    if (p[k] < 0) p[k] = 0, negative = 1;
    sum += p[k];
  }
  if (negative || fabs(sum - 1) > 1e-12) for (int k = 0; k < length; k++) p[k] /= sum;
}

static int solve(Game *g, double *before, Anderson *a, double *residual) {
  int n = g->unknowns, types = g->levels * g->types, sweeps = 0;
  double settled = 2 * TOLERANCE;
  a->kept = 0;
  last_moves(g);
  memset(g->challenge, 0, g->types * (g->levels + 1) * sizeof(double));
  for (int l = 0; l < g->levels; l++) memcpy(g->beliefs + l * g->types, g->prior, g->types * sizeof(double));
  for (int j = 0; j < g->junctions; j++)
    for (int s = 0; s < g->junction[j].states; s++) uniform(&g->layout[g->junction[j].level], &g->junction[j].state[s]);
  while (sweeps < MAX_SWEEPS) {
    memcpy(before, g->vector, n * sizeof(double));
    double change = everybody(g, 0);
    sweeps++;
    if (change < settled) {
      *residual = everybody(g, 1);
      if (*residual < TOLERANCE) break;
      settled /= 10;
    }
    accelerate(a, before, g->vector, n, sweeps == 1);
    for (int at = 0; at < n;) {
      int length = at < types ? g->types : g->layout[0].responses;
      to_simplex(g->vector + at, length);
      at += length;
    }
  }
  return sweeps;
}

static double now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e9 * t.tv_sec + t.tv_nsec;
}

static void print_numbers(const char *name, const double *x, int n) {
  printf("\"%s\":[", name);
  for (int k = 0; k < n; k++) printf("%s%.17g", k ? "," : "", x[k]);
  printf("]");
}

static void time_solve(FILE *file, int repeats, double *times) {
  Game g = read_game(file);
  int chain = 0, sweeps = 0;
  for (int l = 0; l < g.levels; l++) if (g.layout[l].chain > chain) chain = g.layout[l].chain;
  reserve(chain);
  double *before = numbers(g.unknowns), residual = 0;
  Anderson a = {0};
  a.image = numbers(g.unknowns);
  a.residual = numbers(g.unknowns);
  a.now = numbers(g.unknowns);
  for (int k = 0; k < DEPTH; k++) {
    a.dx[k] = numbers(g.unknowns);
    a.df[k] = numbers(g.unknowns);
  }
  for (int k = -2; k < repeats; k++) {
    double start = now_ns();
    sweeps = solve(&g, before, &a, &residual);
    if (k >= 0) times[k] = now_ns() - start;
  }
  printf("\"sweeps\":%d,\"residual\":%.3g,", sweeps, residual);
  print_numbers("result", g.challenge, g.types * (g.levels + 1));
}

static void time_kernel(const char *kind, FILE *file, int repeats, double *times) {
  double lambda = read_one(file);
  Layout l = read_layout(file);
  State s = read_state(file, &l);
  double *joined[CURVES], *apart[CURVES];
  for (int k = 0; k < CURVES; k++) joined[k] = read_numbers(file, l.cells);
  for (int k = 0; k < CURVES; k++) apart[k] = read_numbers(file, l.cells);
  reserve(l.chain);
  int subgame = !strcmp(kind, "subgame"), sum = !strcmp(kind, "sum");
  int batch = subgame ? 3 : 20;
  for (int k = -3; k < repeats; k++) {
    double start = now_ns();
    for (int b = 0; b < batch; b++) {
      uniform(&l, &s);
      if (sum) coalition_sum(&l, &s);
      else if (!subgame) pass(&l, &s, joined, apart, lambda, 1);
      else for (int n = 0; n < MAX_SWEEPS && pass(&l, &s, joined, apart, lambda, 0) >= TOLERANCE; n++) continue;
    }
    if (k >= 0) times[k] = (now_ns() - start) / batch;
  }
  if (sum) print_numbers("result", s.all, l.cells);
  else if (subgame) print_numbers("result", s.choice, l.count * l.responses);
  else print_numbers("result", s.expected, CURVES * l.count * l.responses);
}

int main(int argc, char **argv) {
  if (argc != 4) return 1;
  FILE *file = fopen(argv[2], "r");
  if (!file) return 1;
  int repeats = atoi(argv[3]);
  double *times = numbers(repeats);
  printf("{");
  if (!strcmp(argv[1], "solve")) time_solve(file, repeats, times);
  else time_kernel(argv[1], file, repeats, times);
  printf(",");
  print_numbers("times", times, repeats);
  printf("}\n");
  return 0;
}
