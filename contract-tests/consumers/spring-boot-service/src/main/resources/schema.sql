create table if not exists authorizations (
  authorization_id varchar(64) primary key,
  merchant_id varchar(64) not null,
  -- PENDING, AGREED, REJECTED or DISABLED
  status varchar(16) not null,
  scopes varchar(1024) not null,
  -- Null unless AGREED.
  encrypted_token varchar(1024)
);
