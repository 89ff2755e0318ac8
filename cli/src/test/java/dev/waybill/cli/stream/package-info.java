/** Tests of streams that are read slowly or break. */
@NullMarked
package dev.waybill.cli.stream;

import org.jspecify.annotations.NullMarked;
