/** Tests of what the shop adds to `up` and `audit`. */
@NullMarked
package dev.waybill.cli.shop;

import org.jspecify.annotations.NullMarked;
