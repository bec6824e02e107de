/**
 * The wards: sick and healthy trainings with known truth, by which the physician is measured.
 *
 * <p>{@link gradus.bench.ward.Roster} makes trainings: healthy {@link gradus.bench.ward.Net}s, and
 * the same with one fault. {@link gradus.bench.ward.Certifier} trains each with many seeds and says
 * which are truly sick, which are truly healthy, and which are neither and left out; only what it
 * certifies becomes part of a {@link gradus.bench.ward.Ward}, a folder of run files with a table of
 * truths. {@link gradus.bench.ward.Rounds} then trains each case once while {@link
 * gradus.bench.ward.Physician}s watch, and {@link gradus.bench.ward.Tally} counts what they saw.
 */
package gradus.bench.ward;
