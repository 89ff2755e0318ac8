/** Tests of the demo. */
@NullMarked
package dev.waybill.cli.demo;

import org.jspecify.annotations.NullMarked;
