/**
 * Readers and writers of files: IDX, npy and npz, images, and folders of them. Each reads a file
 * whole, checks its kind and length first, and says in one sentence what is wrong with it.
 */
package gradus.train.data.file;
