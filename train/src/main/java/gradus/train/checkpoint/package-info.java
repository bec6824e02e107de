/**
 * Files of values: {@link gradus.train.checkpoint.SafeTensors} with a checksum, checkpoints from
 * which a training resumes to the same bits, and model files. All are written to a temporary name,
 * forced to disk and renamed.
 */
package gradus.train.checkpoint;
