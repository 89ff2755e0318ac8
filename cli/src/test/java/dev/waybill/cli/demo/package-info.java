/** Tests of the story. */
@NullMarked
package dev.waybill.cli.demo;

import org.jspecify.annotations.NullMarked;
