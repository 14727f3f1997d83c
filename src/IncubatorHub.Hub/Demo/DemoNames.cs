namespace IncubatorHub.Hub.Demo;

/// <summary>A name in both languages.</summary>
internal readonly record struct Both(string En, string Ja);

/// <summary>Plausible names of people, firms and houses. None is meant to be a real one, but for the six example places.</summary>
internal static class DemoNames
{
    private static readonly Both[] Surnames =
    [
        new("Sato", "佐藤"), new("Suzuki", "鈴木"), new("Takahashi", "高橋"), new("Tanaka", "田中"), new("Ito", "伊藤"), new("Watanabe", "渡辺"),
        new("Yamamoto", "山本"), new("Nakamura", "中村"), new("Kobayashi", "小林"), new("Kato", "加藤"), new("Yoshida", "吉田"), new("Yamada", "山田"),
        new("Sasaki", "佐々木"), new("Matsumoto", "松本"), new("Inoue", "井上"), new("Kimura", "木村"), new("Hayashi", "林"), new("Shimizu", "清水"),
        new("Saito", "斎藤"), new("Mori", "森"), new("Abe", "阿部"), new("Ikeda", "池田"), new("Hashimoto", "橋本"), new("Ishikawa", "石川"),
        new("Ogawa", "小川"), new("Okada", "岡田"), new("Goto", "後藤"), new("Hasegawa", "長谷川"), new("Murakami", "村上"), new("Kondo", "近藤"),
    ];

    private static readonly Both[] GivenNames =
    [
        new("Haruto", "陽翔"), new("Yuki", "友紀"), new("Akira", "明"), new("Keiko", "恵子"), new("Takashi", "隆"), new("Naoko", "直子"),
        new("Hiroshi", "浩"), new("Misaki", "美咲"), new("Kenji", "健二"), new("Yoko", "洋子"), new("Makoto", "誠"), new("Ayumi", "歩"),
        new("Satoshi", "聡"), new("Emi", "恵美"), new("Daisuke", "大輔"), new("Mariko", "真理子"), new("Kazuya", "和也"), new("Rie", "理恵"),
        new("Shota", "翔太"), new("Chihiro", "千尋"),
    ];

    private static readonly Both[] FirmHeads =
    [
        new("Aoba", "青葉"), new("Hikari", "光"), new("Sakura", "桜"), new("Minato", "港"), new("Asahi", "朝日"), new("Midori", "緑"), new("Kaze", "風"),
        new("Sora", "空"), new("Izumi", "泉"), new("Tsubasa", "翼"), new("Nagisa", "渚"), new("Hokuto", "北斗"), new("Kirameki", "煌"), new("Fuji", "富士"),
        new("Wakaba", "若葉"), new("Shinsei", "新星"), new("Mirai", "未来"), new("Kagayaki", "輝"), new("Yamabuki", "山吹"), new("Tsukuyomi", "月読"),
    ];

    private static readonly Both[] FirmTrades =
    [
        new("Biosciences", "バイオサイエンス"), new("Therapeutics", "創薬"), new("Photonics", "フォトニクス"), new("Robotics", "ロボティクス"),
        new("Precision", "精密"), new("Materials", "マテリアル"), new("Medical Devices", "医療機器"), new("Informatics", "情報技術"), new("Diagnostics", "診断薬"),
        new("Semiconductor Design", "半導体設計"), new("Fine Chemicals", "化成"), new("Food Science", "食品科学"), new("Energy", "エナジー"), new("Sensing", "センシング"),
        new("Regenerative Medicine", "再生医療"), new("Micro Machining", "微細加工"),
    ];

    private static readonly Both[] HouseKinds =
    [
        new("Techno Incubator", "テクノインキュベータ"), new("Bio-Incubation Centre", "バイオインキュベーションセンター"), new("Creation Core", "クリエイション・コア"),
        new("Campus Venture Laboratory", "キャンパスベンチャーラボ"), new("Start-up Factory", "スタートアップファクトリー"), new("Innovation Plaza", "イノベーションプラザ"),
        new("Industry Support Centre", "産業支援センター"), new("Research Park", "リサーチパーク"),
    ];

    public static Both Person(DemoDice dice)
    {
        var (family, given) = (dice.Pick(Surnames), dice.Pick(GivenNames));
        return new Both($"{given.En} {family.En}", $"{family.Ja} {given.Ja}");
    }

    public static Both Firm(DemoDice dice)
    {
        var (head, trade) = (dice.Pick(FirmHeads), dice.Pick(FirmTrades));
        return new Both($"{head.En} {trade.En} K.K.", $"{head.Ja}{trade.Ja}株式会社");
    }

    /// <summary>The n-th house of a prefecture.</summary>
    public static Both House(string prefectureEn, string prefectureJa, int n)
    {
        var kind = HouseKinds[(n - 1) % HouseKinds.Length];
        var number = n <= HouseKinds.Length ? "" : $" {((n - 1) / HouseKinds.Length) + 1}";
        return new Both($"{prefectureEn} {kind.En}{number}", $"{prefectureJa}{kind.Ja}{number}");
    }

    /// <summary>The wanted name, with a number behind it when it is taken.</summary>
    public static string Unique(HashSet<string> taken, string wanted)
    {
        var free = wanted;
        for (var n = 2; !taken.Add(free); n++)
            free = $"{wanted}-{n}";
        return free;
    }
}
