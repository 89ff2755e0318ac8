/** What the shop adds to `up` and `audit`, and what its commands share. */
@NullMarked
package dev.waybill.cli.shop;

import org.jspecify.annotations.NullMarked;
