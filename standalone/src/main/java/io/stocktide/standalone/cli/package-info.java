/** The command line: options, and each role as a subcommand. */
package io.stocktide.standalone.cli;
