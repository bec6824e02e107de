/**
 * The second ward: trainings written by another hand, on other data and other nets, without knowing
 * how the physician decides. Here are only their drafts; they are certified like any ward.
 */
package gradus.bench.ward.second;
