/** Tests of what a person sees. */
@NullMarked
package dev.waybill.cli.console;

import org.jspecify.annotations.NullMarked;
