//! Which column of a portal's download holds what.
//!
//! In: the header of a CSV, and names that a person gives. Out: the place of each field. Portals name their columns
//! differently, and change the names; those that are known are below, and any other is given by name.

use anyhow::{Context, bail};

/// A field of a template in a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Name,
    Header,
    Content,
    Status,
    Tags,
}

impl Field {
    const ALL: [Self; 6] = [Self::Id, Self::Name, Self::Header, Self::Content, Self::Status, Self::Tags];

    /// Its name in `--column`.
    fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Header => "header",
            Self::Content => "content",
            Self::Status => "status",
            Self::Tags => "tags",
        }
    }

    fn is_required(self) -> bool {
        matches!(self, Self::Id | Self::Header | Self::Content)
    }

    /// The names of its column, with nothing but small letters and digits; the likeliest first.
    fn known(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["templateid", "dlttemplateid", "contenttemplateid", "dltid", "dltteid", "teid", "id"],
            Self::Name => &["templatename", "contenttemplatename", "name"],
            Self::Header => &[
                "header",
                "headers",
                "headername",
                "headerid",
                "senderid",
                "senderids",
                "sender",
                "cli",
                "associatedheaders",
            ],
            Self::Content => &[
                "templatecontent",
                "content",
                "contenttemplate",
                "templatemessage",
                "templatetext",
                "templatebody",
                "messagecontent",
                "message",
                "text",
                "body",
            ],
            Self::Status => &["approvalstatus", "templatestatus", "registrationstatus", "status"],
            Self::Tags => &["variabletags", "variabletagging", "variabletag", "tags", "variables"],
        }
    }
}

/// The columns of a download.
#[derive(Debug)]
pub(super) struct Columns([Option<usize>; 6]);

impl Columns {
    /// Finds them in `header`; `given` are `FIELD=NAME`.
    pub(super) fn find(header: &[String], given: &[String]) -> anyhow::Result<Self> {
        let mut columns = Self([None; 6]);
        for given in given {
            let fields = Field::ALL.map(Field::name).join(", ");
            let parts = given.split_once('=');
            let (field, name) = parts.with_context(|| format!("--column {given}: write FIELD=NAME"))?;
            let field = Field::ALL.into_iter().find(|known| known.name() == field);
            let field = field.with_context(|| format!("--column {given}: FIELD is one of {fields}"))?;
            let at = header.iter().position(|column| column.eq_ignore_ascii_case(name.trim()));
            columns.0[field as usize] = Some(at.with_context(|| format!("no column {name:?}: {}", list(header)))?);
        }
        for field in Field::ALL.into_iter().filter(|field| columns.0[*field as usize].is_none()).collect::<Vec<_>>() {
            let mut known = field.known().iter();
            columns.0[field as usize] = known.find_map(|name| header.iter().position(|column| plain(column) == *name));
        }
        let missing = Field::ALL.into_iter().find(|field| field.is_required() && columns.0[*field as usize].is_none());
        if let Some(missing) = missing {
            let field = missing.name();
            bail!("no column is known to be the {field}: {}. Name it: --column {field}=NAME", list(header));
        }
        Ok(columns)
    }

    /// The field of a row; empty where the download has no such column.
    pub(super) fn of<'r>(&self, row: &'r [String], field: Field) -> &'r str {
        self.0[field as usize].and_then(|at| row.get(at)).map_or("", |field| field.trim())
    }
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn list(header: &[String]) -> String {
    format!("the CSV has {}", header.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn the_names_of_portals_are_known() {
        for names in [
            "Template Id,Template Name,Header,Template Type,Category,Template Content,Status",
            "TEMPLATE_ID,TEMPLATE_NAME,SENDER_ID,CONTENT_TYPE,x,TEMPLATE_MESSAGE,APPROVAL_STATUS",
            "DLT-ID,name,header,communication-type,consent-DLT-ID,content,status",
        ] {
            let columns = Columns::find(&header(names), &[]).unwrap();
            let row = header("1,n,H,t,c,text,Approved");
            let read =
                [Field::Id, Field::Name, Field::Header, Field::Content, Field::Status].map(|it| columns.of(&row, it));
            assert_eq!(read, ["1", "n", "H", "text", "Approved"], "{names}");
            assert_eq!(columns.of(&row, Field::Tags), "");
        }
    }

    #[test]
    fn others_are_given_by_name_and_a_missing_one_is_named() {
        let header = header("Number,Absender,Wortlaut");
        let given = ["id=number", "header=Absender", "content=Wortlaut"].map(str::to_owned);
        assert_eq!(Columns::find(&header, &given).unwrap().of(&["7".to_owned()], Field::Id), "7");
        let refused = |given: &[&str]| {
            let given: Vec<String> = given.iter().map(|it| (*it).to_owned()).collect();
            Columns::find(&header, &given).err().unwrap().to_string()
        };
        assert!(refused(&[]).contains("--column id=NAME"));
        assert!(refused(&["id=nummer"]).contains("no column \"nummer\": the CSV has \"Number\""));
        assert!(refused(&["number"]).contains("write FIELD=NAME"));
        assert!(refused(&["what=Number"]).contains("id, name, header, content, status, tags"));
    }
}
