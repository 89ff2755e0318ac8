-- Each service owns one database and knows of no other.
CREATE DATABASE orders;
CREATE DATABASE inventory;
CREATE DATABASE payments;
