/**
 * Named things with settings: one vocabulary for Java, run files, schemas and errors. A {@link
 * gradus.nn.config.Catalog} is a plain list of {@link gradus.nn.config.Entry entries}; an entry
 * reads a record from {@link gradus.nn.config.Settings} and writes it back.
 */
package gradus.nn.config;
