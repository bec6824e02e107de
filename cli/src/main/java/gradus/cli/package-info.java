/**
 * The command line: {@link gradus.cli.Main} starts, {@link gradus.cli.Commands} lists the commands,
 * each of which is one file, and {@link gradus.cli.Console} is where all of them print.
 */
package gradus.cli;
