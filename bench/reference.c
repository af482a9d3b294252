/*
 * The same algorithms as src/crisis in plain C, for `npm run bench` to compare with: loops over arrays, no intrinsics; the
 * compiler is left to vectorise (-O3 -march=native). Reads one case from standard input and writes to standard output,
 * all as doubles: the number of samples, nanoseconds per call of each sample, then the results.
 *
 * Input: kind, budget in nanoseconds per sample, samples, then the state (see `read_state`).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FORCE, LEAVE_ONE_OUT, SUBGAME, ENUMERATION };

static const double TOLERANCE = 1e-8;
static const int MAX_SWEEPS = 500;

/* ---- input ---- */

static double *array(size_t length) {
  double *a = calloc(length > 0 ? length : 1, sizeof *a);
  if (a == NULL) exit(1);
  return a;
}

static double *read_doubles(size_t length) {
  double *a = array(length);
  if (fread(a, sizeof *a, length, stdin) != length) exit(1);
  return a;
}

static double read_double(void) {
  double x;
  if (fread(&x, sizeof x, 1, stdin) != 1) exit(1);
  return x;
}

static int *read_ints(size_t length) {
  double *a = read_doubles(length);
  int *b = calloc(length > 0 ? length : 1, sizeof *b);
  if (b == NULL) exit(1);
  for (size_t k = 0; k < length; k++) b[k] = (int)a[k];
  free(a);
  return b;
}

/* One state of the guarantors' choice; the words are those of src/crisis/coalition.ts. */
typedef struct {
  int count, responses, cells;
  double lambda;
  int *shift, *reach, *owed;
  double *fraction, *contact, *loss, *fixed, *war, *clash, *delegated;
  double *start;     /* choices to begin with */
  double *curves[6]; /* joined: loss, war, clash; then what to add while nobody has joined */
  double *choice, *utility, *expected;
  /* rows of the chains, one after the other */
  int *row;
  double *all, *apart, *suffix[6];
  /* taps of one guarantor */
  double *mass, *mass_apart, *tap, *tap_apart;
  int *tap_shift, *tap_shift_apart;
  int taps, taps_apart;
  /* expectations of the six curves by shift, and whether they are known */
  double *at_shift;
  char *known;
} state;

static state read_state(void) {
  state s = {0};
  s.count = (int)read_double();
  s.responses = (int)read_double();
  s.lambda = read_double();
  size_t n = s.count, each = n * s.responses;
  s.shift = read_ints(each);
  s.fraction = read_doubles(each);
  s.contact = read_doubles(each);
  s.reach = read_ints(n + 1);
  s.cells = s.reach[n] + 1;
  s.loss = read_doubles(n);
  s.fixed = read_doubles(each);
  s.war = read_doubles(each);
  s.clash = read_doubles(each);
  s.owed = read_ints(n);
  s.delegated = read_doubles(n);
  s.start = read_doubles(each);
  for (int c = 0; c < 6; c++) s.curves[c] = read_doubles(s.cells);
  s.choice = array(each);
  s.utility = array(each);
  s.expected = array(3 * each);
  s.row = calloc(n + 1, sizeof *s.row);
  if (s.row == NULL) exit(1);
  int length = 0;
  for (int k = 0; k <= s.count; k++) {
    s.row[k] = length;
    length += s.reach[k] + 1;
  }
  s.all = array(length);
  s.apart = array(length);
  for (int c = 0; c < 6; c++) s.suffix[c] = array(length);
  s.mass = array(s.cells + 1);
  s.mass_apart = array(s.cells + 1);
  s.tap = array(s.cells + 1);
  s.tap_apart = array(s.cells + 1);
  s.tap_shift = calloc(s.cells + 1, sizeof *s.tap_shift);
  s.tap_shift_apart = calloc(s.cells + 1, sizeof *s.tap_shift_apart);
  s.at_shift = array(6 * (s.cells + 1));
  s.known = calloc(s.cells + 1, 1);
  if (s.tap_shift == NULL || s.tap_shift_apart == NULL || s.known == NULL) exit(1);
  return s;
}

/* ---- kernels ---- */

static int gather(const double *mass, int width, double *tap, int *shift) {
  int count = 0;
  for (int k = 0; k < width; k++)
    if (mass[k] != 0) {
      tap[count] = mass[k];
      shift[count++] = k;
    }
  return count;
}

/* Mass that guarantor n puts on each shift: in all, and without contact. */
static void fill_taps(state *s, int n) {
  int width = s->reach[n + 1] - s->reach[n] + 1;
  memset(s->mass, 0, width * sizeof(double));
  memset(s->mass_apart, 0, width * sizeof(double));
  double share = s->delegated[n];
  for (int r = 0; r < s->responses; r++) {
    int at = n * s->responses + r;
    double p = (1 - share) * s->choice[at] + (s->owed[n] == r ? share : 0);
    double above = p * s->fraction[at], without = 1 - s->contact[at];
    int shift = s->shift[at];
    s->mass[shift] += p - above;
    s->mass_apart[shift] += without * (p - above);
    if (above > 0) {
      s->mass[shift + 1] += above;
      s->mass_apart[shift + 1] += without * above;
    }
  }
  s->taps = gather(s->mass, width, s->tap, s->tap_shift);
  s->taps_apart = gather(s->mass_apart, width, s->tap_apart, s->tap_shift_apart);
}

static void add_scaled(double *restrict to, const double *restrict from, double weight, int length) {
  for (int k = 0; k < length; k++) to[k] += weight * from[k];
}

static void scale(double *restrict to, const double *restrict from, double weight, int length) {
  for (int k = 0; k < length; k++) to[k] = weight * from[k];
}

/* to = sum of taps times `from`, each moved up by its shift. */
static void convolve(double *to, int width, const double *from, int length, const double *tap, const int *shift, int taps) {
  memset(to, 0, width * sizeof(double));
  for (int t = 0; t < taps; t++) add_scaled(to + shift[t], from, tap[t], length);
}

/* to = sum of taps times `from`, each moved down by its shift. */
static void correlate(double *to, int length, const double *from, const double *tap, const int *shift, int taps) {
  if (taps == 0) {
    memset(to, 0, length * sizeof(double));
    return;
  }
  scale(to, from + shift[0], tap[0], length);
  for (int t = 1; t < taps; t++) add_scaled(to, from + shift[t], tap[t], length);
}

static void extend_prefix(state *s, int n) {
  int to = s->row[n + 1], from = s->row[n], width = s->reach[n + 1] + 1, length = s->reach[n] + 1;
  convolve(s->all + to, width, s->all + from, length, s->tap, s->tap_shift, s->taps);
  convolve(s->apart + to, width, s->apart + from, length, s->tap_apart, s->tap_shift_apart, s->taps_apart);
}

static void extend_suffix(state *s, int n) {
  int to = s->row[n], from = s->row[n + 1], length = s->reach[n] + 1;
  for (int c = 0; c < 3; c++) correlate(s->suffix[c] + to, length, s->suffix[c] + from, s->tap, s->tap_shift, s->taps);
  for (int c = 3; c < 6; c++)
    correlate(s->suffix[c] + to, length, s->suffix[c] + from, s->tap_apart, s->tap_shift_apart, s->taps_apart);
}

#define LANES 8

/* Inner product; partial sums side by side, which the compiler may not introduce by itself. */
static double inner(const double *restrict a, const double *restrict b, int length) {
  double sum[LANES] = {0};
  int whole = length - length % LANES;
  for (int k = 0; k < whole; k += LANES)
    for (int j = 0; j < LANES; j++) sum[j] += a[k + j] * b[k + j];
  double total = 0;
  for (int k = whole; k < length; k++) total += a[k] * b[k];
  for (int j = 0; j < LANES; j++) total += sum[j];
  return total;
}

static const double *expectations_at(state *s, int n, int shift) {
  double *out = s->at_shift + 6 * shift;
  if (s->known[shift]) return out;
  s->known[shift] = 1;
  int prefix = s->row[n], suffix = s->row[n + 1] + shift, length = s->reach[n] + 1;
  for (int c = 0; c < 6; c++) out[c] = inner((c < 3 ? s->all : s->apart) + prefix, s->suffix[c] + suffix, length);
  return out;
}

static void fill_utilities(state *s, int n) {
  memset(s->known, 0, s->reach[n + 1] - s->reach[n] + 1);
  for (int r = 0; r < s->responses; r++) {
    int at = n * s->responses + r;
    double above = s->fraction[at], without = 1 - s->contact[at];
    const double *low = expectations_at(s, n, s->shift[at]);
    const double *high = above > 0 ? expectations_at(s, n, s->shift[at] + 1) : low;
    double weight[3] = {s->loss[n], s->war[at], s->clash[at]};
    double value = s->fixed[at];
    for (int k = 0; k < 3; k++) {
      double a = low[k] + without * low[k + 3], b = high[k] + without * high[k + 3];
      double mean = a + above * (b - a);
      s->expected[3 * at + k] = mean;
      value += weight[k] * mean;
    }
    s->utility[at] = value;
  }
}

static void logit(const double *utility, double lambda, double *out, int count) {
  double best = utility[0], sum = 0;
  for (int r = 1; r < count; r++) best = fmax(best, utility[r]);
  for (int r = 0; r < count; r++) sum += out[r] = exp(lambda * (utility[r] - best));
  for (int r = 0; r < count; r++) out[r] /= sum;
}

static double reply(state *s, int n) {
  double *choice = s->choice + n * s->responses;
  double out[16], change = 0;
  logit(s->utility + n * s->responses, s->lambda, out, s->responses);
  for (int r = 0; r < s->responses; r++) {
    change = fmax(change, fabs(out[r] - choice[r]));
    choice[r] = out[r];
  }
  return change;
}

static void begin_prefix(state *s) { s->all[0] = s->apart[0] = 1; }

static void begin_suffix(state *s) {
  for (int c = 0; c < 6; c++) memcpy(s->suffix[c] + s->row[s->count], s->curves[c], s->cells * sizeof(double));
  for (int n = s->count - 1; n > 0; n--) {
    fill_taps(s, n);
    extend_suffix(s, n);
  }
}

/* Distribution of the coalition's force. */
static void force(state *s) {
  begin_prefix(s);
  for (int n = 0; n < s->count; n++) {
    fill_taps(s, n);
    extend_prefix(s, n);
  }
}

/* Every guarantor's expectations of every response against all the others. */
static void leave_one_out(state *s) {
  begin_suffix(s);
  begin_prefix(s);
  for (int n = 0; n < s->count; n++) {
    fill_utilities(s, n);
    fill_taps(s, n);
    extend_prefix(s, n);
  }
}

static double sweep(state *s) {
  double change = 0;
  begin_suffix(s);
  begin_prefix(s);
  for (int n = 0; n < s->count; n++) {
    fill_utilities(s, n);
    change = fmax(change, reply(s, n));
    fill_taps(s, n);
    extend_prefix(s, n);
  }
  return change;
}

static int subgame(state *s) {
  int sweeps = 0;
  memcpy(s->choice, s->start, s->count * s->responses * sizeof(double));
  while (sweeps < MAX_SWEEPS) {
    sweeps++;
    if (sweep(s) < TOLERANCE) break;
  }
  return sweeps;
}

/* ---- the same subgame by walking every vector of responses ---- */

/* Adds to out[3] the curves over all that guarantors from n on may do, `skip` apart. */
static void walk(const state *s, int n, int skip, int cell, double p, double apart, double *out) {
  if (n == skip) n++;
  if (n >= s->count) {
    for (int k = 0; k < 3; k++) out[k] += p * s->curves[k][cell] + apart * s->curves[k + 3][cell];
    return;
  }
  double share = s->delegated[n];
  for (int r = 0; r < s->responses; r++) {
    int at = n * s->responses + r;
    double q = (1 - share) * s->choice[at] + (s->owed[n] == r ? share : 0);
    walk(s, n + 1, skip, cell + s->shift[at], p * q, apart * q * (1 - s->contact[at]), out);
  }
}

/* Forces must be on the grid. */
static int enumeration(state *s) {
  int sweeps = 0;
  memcpy(s->choice, s->start, s->count * s->responses * sizeof(double));
  while (sweeps < MAX_SWEEPS) {
    double change = 0;
    for (int n = 0; n < s->count; n++) {
      for (int r = 0; r < s->responses; r++) {
        int at = n * s->responses + r;
        double mean[3] = {0};
        walk(s, 0, n, s->shift[at], 1, 1 - s->contact[at], mean);
        s->utility[at] = s->fixed[at] + s->loss[n] * mean[0] + s->war[at] * mean[1] + s->clash[at] * mean[2];
      }
      change = fmax(change, reply(s, n));
    }
    sweeps++;
    if (change < TOLERANCE) break;
  }
  return sweeps;
}

/* ---- measurement ---- */

static int work(state *s, int kind) {
  switch (kind) {
    case FORCE: force(s); return 0;
    case LEAVE_ONE_OUT: leave_one_out(s); return 0;
    case SUBGAME: return subgame(s);
    default: return enumeration(s);
  }
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e9 * t.tv_sec + t.tv_nsec;
}

static double sample(state *s, int kind, long calls) {
  double begin = now();
  for (long k = 0; k < calls; k++) work(s, kind);
  return (now() - begin) / calls;
}

int main(void) {
  int kind = (int)read_double();
  double budget = read_double();
  int samples = (int)read_double();
  state s = read_state();
  memcpy(s.choice, s.start, s.count * s.responses * sizeof(double));
  /* So many calls as fill the budget, found by doubling; this also warms up. */
  long calls = 1;
  while (sample(&s, kind, calls) * calls < budget) calls *= 2;
  double *times = array(samples);
  for (int k = 0; k < samples; k++) times[k] = sample(&s, kind, calls);
  double sweeps = work(&s, kind), count = samples;
  fwrite(&count, sizeof count, 1, stdout);
  fwrite(times, sizeof *times, samples, stdout);
  fwrite(&sweeps, sizeof sweeps, 1, stdout);
  if (kind == FORCE) {
    fwrite(s.all + s.row[s.count], sizeof(double), s.cells, stdout);
    fwrite(s.apart + s.row[s.count], sizeof(double), s.cells, stdout);
  } else if (kind == LEAVE_ONE_OUT)
    fwrite(s.expected, sizeof(double), 3 * s.count * s.responses, stdout);
  else
    fwrite(s.choice, sizeof(double), s.count * s.responses, stdout);
  return 0;
}
