/**
 * How a run file is changed: a {@link gradus.health.heal.edit.Draft} is its tree in long form with
 * a list of {@link gradus.health.heal.edit.Edit}s, a {@link gradus.health.heal.edit.Piece} one
 * layer in it. A {@link gradus.health.heal.edit.Remedy} writes drafts for a {@link
 * gradus.health.heal.edit.Patient}.
 */
package gradus.health.heal.edit;
